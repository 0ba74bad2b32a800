/**
 * @generated SignedSource<<51427d323a7bdc06c67a2f3cbe0341b6>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type signInPageQuery$variables = Record<PropertyKey, never>;
export type signInPageQuery$data = {
  readonly viewer: {
    readonly person: {
      readonly id: string;
    };
  } | null | undefined;
};
export type signInPageQuery = {
  response: signInPageQuery$data;
  variables: signInPageQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Viewer",
    "kind": "LinkedField",
    "name": "viewer",
    "plural": false,
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
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "signInPageQuery",
    "selections": (v0/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "signInPageQuery",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "614b88a2514d7845cb1fccfd96dcf056",
    "id": null,
    "metadata": {},
    "name": "signInPageQuery",
    "operationKind": "query",
    "text": "query signInPageQuery {\n  viewer {\n    person {\n      id\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "eb93f8009b86561d19ba39ff4197ac02";

export default node;
