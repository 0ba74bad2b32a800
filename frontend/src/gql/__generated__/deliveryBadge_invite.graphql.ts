/**
 * @generated SignedSource<<f6b43e91b4dfc8689871d454234dbb8d>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type MailDelivery = "BOUNCED" | "DELIVERED" | "FAILED" | "QUEUED" | "SENT" | "%future added value";
import type { FragmentRefs } from "relay-runtime";
export type deliveryBadge_invite$data = {
  readonly delivery: MailDelivery;
  readonly openedAt: string | null | undefined;
  readonly " $fragmentType": "deliveryBadge_invite";
};
export type deliveryBadge_invite$key = {
  readonly " $data"?: deliveryBadge_invite$data;
  readonly " $fragmentSpreads": FragmentRefs<"deliveryBadge_invite">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "deliveryBadge_invite",
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "delivery",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "openedAt",
      "storageKey": null
    }
  ],
  "type": "Invite",
  "abstractKey": null
};

(node as any).hash = "8eefda5fb3ee9120f7fbf844da4aac39";

export default node;
