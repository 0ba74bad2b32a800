/**
 * @generated SignedSource<<d574bdab3c28c4d0722c53c725e5e454>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type liveFollowSubscription$variables = {
  after?: string | null | undefined;
};
export type liveFollowSubscription$data = {
  readonly live: {
    readonly cursor: string;
    readonly events: ReadonlyArray<{
      readonly verb: string;
    }>;
    readonly reset: boolean;
  } | null | undefined;
};
export type liveFollowSubscription = {
  response: liveFollowSubscription$data;
  variables: liveFollowSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "after"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "after",
        "variableName": "after"
      }
    ],
    "concreteType": "LiveBatch",
    "kind": "LinkedField",
    "name": "live",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "cursor",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "reset",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "LiveEvent",
        "kind": "LinkedField",
        "name": "events",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "verb",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "liveFollowSubscription",
    "selections": (v1/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "liveFollowSubscription",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "770ff90d374a637a9174c483ab686f08",
    "id": null,
    "metadata": {},
    "name": "liveFollowSubscription",
    "operationKind": "subscription",
    "text": "subscription liveFollowSubscription(\n  $after: String\n) {\n  live(after: $after) {\n    cursor\n    reset\n    events {\n      verb\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "2cf12ab52af3510e5c65fa97f46340f8";

export default node;
