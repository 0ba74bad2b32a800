/**
 * @generated SignedSource<<d86602de3c8ea8989f3593dbea50a105>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type signOutLinkMutation$variables = Record<PropertyKey, never>;
export type signOutLinkMutation$data = {
  readonly signOut: {
    readonly signedOut: boolean;
  };
};
export type signOutLinkMutation = {
  response: signOutLinkMutation$data;
  variables: signOutLinkMutation$variables;
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
    "name": "signOutLinkMutation",
    "selections": (v0/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "signOutLinkMutation",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "549d70af654244ab7ba3db3f7f7df16c",
    "id": null,
    "metadata": {},
    "name": "signOutLinkMutation",
    "operationKind": "mutation",
    "text": "mutation signOutLinkMutation {\n  signOut {\n    signedOut\n  }\n}\n"
  }
};
})();

(node as any).hash = "880797455b3832d801e30cf1a6d9d86d";

export default node;
