/**
 * @generated SignedSource<<aab5562063ba4853ba803aad4ec2f583>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type InviteStatus = "ACCEPTED" | "CANCELLED" | "EXPIRED" | "PENDING" | "SUPERSEDED" | "%future added value";
import type { FragmentRefs } from "relay-runtime";
export type expiryText_invite$data = {
  readonly expiresAt: string;
  readonly status: InviteStatus;
  readonly " $fragmentType": "expiryText_invite";
};
export type expiryText_invite$key = {
  readonly " $data"?: expiryText_invite$data;
  readonly " $fragmentSpreads": FragmentRefs<"expiryText_invite">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "expiryText_invite",
  "selections": [
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
      "name": "expiresAt",
      "storageKey": null
    }
  ],
  "type": "Invite",
  "abstractKey": null
};

(node as any).hash = "002a6bdcbb0f091ca8d6ec48653b7933";

export default node;
