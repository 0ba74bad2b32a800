/**
 * @generated SignedSource<<5e6288eb833a8f4098f9542cbe5f94bb>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type usersRouteQuery$variables = Record<PropertyKey, never>;
export type usersRouteQuery$data = {
  readonly userCounts: {
    readonly active: number;
    readonly id: string;
    readonly inactive: number;
    readonly pendingInvites: number;
  } | null | undefined;
};
export type usersRouteQuery = {
  response: usersRouteQuery$data;
  variables: usersRouteQuery$variables;
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
    "name": "usersRouteQuery",
    "selections": (v0/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "usersRouteQuery",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "1d3ef38827ee031de067cf2fb059c92b",
    "id": null,
    "metadata": {},
    "name": "usersRouteQuery",
    "operationKind": "query",
    "text": "query usersRouteQuery {\n  userCounts {\n    id\n    active\n    inactive\n    pendingInvites\n  }\n}\n"
  }
};
})();

(node as any).hash = "c18c08a989e9859993465d0a1efe5af5";

export default node;
