/**
 * @generated SignedSource<<f6d1a40042381f635132e97d2bf913a5>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type userMenu_user$data = {
  readonly availableActions: ReadonlyArray<string>;
  readonly email: string | null | undefined;
  readonly id: string;
  readonly name: string;
  readonly uniqueId: string | null | undefined;
  readonly " $fragmentType": "userMenu_user";
};
export type userMenu_user$key = {
  readonly " $data"?: userMenu_user$data;
  readonly " $fragmentSpreads": FragmentRefs<"userMenu_user">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "userMenu_user",
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
      "name": "name",
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
      "name": "uniqueId",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "availableActions",
      "storageKey": null
    }
  ],
  "type": "User",
  "abstractKey": null
};

(node as any).hash = "c728d14511ff0e4e867218690832639a";

export default node;
