/**
 * @generated SignedSource<<485784f4eee3729d721ec2e238011592>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type InviteStatus = "ACCEPTED" | "CANCELLED" | "EXPIRED" | "PENDING" | "SUPERSEDED" | "%future added value";
import type { FragmentRefs } from "relay-runtime";
export type inviteMenu_invite$data = {
  readonly cancellable: boolean;
  readonly email: string;
  readonly id: string;
  readonly resendable: boolean;
  readonly status: InviteStatus;
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
      "name": "status",
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

(node as any).hash = "a96d057a3bebb8a77f7de8484ace3dcc";

export default node;
