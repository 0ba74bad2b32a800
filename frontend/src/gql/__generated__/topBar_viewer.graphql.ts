/**
 * @generated SignedSource<<877d64e1a36fe2a0496e8674d4c9abfb>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type topBar_viewer$data = {
  readonly " $fragmentSpreads": FragmentRefs<"avatarMenu_viewer" | "tenantSwitcher_viewer">;
  readonly " $fragmentType": "topBar_viewer";
};
export type topBar_viewer$key = {
  readonly " $data"?: topBar_viewer$data;
  readonly " $fragmentSpreads": FragmentRefs<"topBar_viewer">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "topBar_viewer",
  "selections": [
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "avatarMenu_viewer"
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "tenantSwitcher_viewer"
    }
  ],
  "type": "Viewer",
  "abstractKey": null
};

(node as any).hash = "41cecf9370c85f48ccc2821e274283db";

export default node;
