/**
 * @generated SignedSource<<ad6adae85ea1dd8e0dffd02a68f6b69a>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type inviteMenu_invite$data = {
  readonly cancellable: boolean;
  readonly email: string;
  readonly id: string;
  readonly resendable: boolean;
  readonly " $fragmentType": "inviteMenu_invite";
};
export type inviteMenu_invite$key = {
  readonly " $data"?: inviteMenu_invite$data;
  readonly " $fragmentSpreads": FragmentRefs<"inviteMenu_invite">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "inviteMenu_invite",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "id",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "email",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "resendable",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "cancellable",
      "storageKey": null
    }
  ],
  "type": "Invite",
  "abstractKey": null
};

(node as any).hash = "40de381c1ebe655ddd3efc7e34bbf66b";

export default node;
