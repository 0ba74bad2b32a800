/**
 * @generated SignedSource<<5669533eb774482d55c9e9976f57f2e5>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type userCountsQuery$variables = Record<PropertyKey, never>;
export type userCountsQuery$data = {
  readonly userCounts: {
    readonly active: number;
    readonly id: string;
    readonly inactive: number;
    readonly pendingInvites: number;
  } | null | undefined;
};
export type userCountsQuery = {
  response: userCountsQuery$data;
  variables: userCountsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "UserCounts",
    "kind": "LinkedField",
    "name": "userCounts",
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
        "name": "active",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "inactive",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "pendingInvites",
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "userCountsQuery",
    "selections": (v0/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "userCountsQuery",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "f9ede6e9a107641f7ae1146d7a00bbd6",
    "id": null,
    "metadata": {},
    "name": "userCountsQuery",
    "operationKind": "query",
    "text": "query userCountsQuery {\n  userCounts {\n    id\n    active\n    inactive\n    pendingInvites\n  }\n}\n"
  }
};
})();

(node as any).hash = "cd574ea74a1eaf001d1b43dd46aa2bb7";

export default node;
