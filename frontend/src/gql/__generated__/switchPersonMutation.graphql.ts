/**
 * @generated SignedSource<<73e57964119c5c9a7ec20f720b3c9ba7>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type switchPersonMutation$variables = Record<PropertyKey, never>;
export type switchPersonMutation$data = {
  readonly signOut: {
    readonly signedOut: boolean;
  };
};
export type switchPersonMutation = {
  response: switchPersonMutation$data;
  variables: switchPersonMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "SignOutPayload",
    "kind": "LinkedField",
    "name": "signOut",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "signedOut",
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
    "name": "switchPersonMutation",
    "selections": (v0/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "switchPersonMutation",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "549c776a67484546a5572ce600097318",
    "id": null,
    "metadata": {},
    "name": "switchPersonMutation",
    "operationKind": "mutation",
    "text": "mutation switchPersonMutation {\n  signOut {\n    signedOut\n  }\n}\n"
  }
};
})();

(node as any).hash = "c728eb9e7352c46f3142eb1e109fd51c";

export default node;
