/**
 * @generated SignedSource<<06490353e781ed6aea2068dc5d436bed>>
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
  readonly sentAt: string | null | undefined;
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
      "name": "sentAt",
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

(node as any).hash = "009790d0c77fe1d0e6e234a822f30b80";

export default node;
