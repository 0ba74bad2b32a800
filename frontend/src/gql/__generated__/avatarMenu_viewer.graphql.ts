/**
 * @generated SignedSource<<d492e6b1950c4a3e3fd051d1a343af91>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type avatarMenu_viewer$data = {
  readonly person: {
    readonly email: string;
    readonly id: string;
    readonly name: string;
  };
  readonly " $fragmentType": "avatarMenu_viewer";
};
export type avatarMenu_viewer$key = {
  readonly " $data"?: avatarMenu_viewer$data;
  readonly " $fragmentSpreads": FragmentRefs<"avatarMenu_viewer">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "avatarMenu_viewer",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Person",
      "kind": "LinkedField",
      "name": "person",
      "plural": false,
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
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Viewer",
  "abstractKey": null
};

(node as any).hash = "fca6ff321ff609a0708d73197385fc41";

export default node;
