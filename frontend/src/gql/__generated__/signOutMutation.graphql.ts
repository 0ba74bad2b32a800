/**
 * @generated SignedSource<<228082b080d94d697e305d59c6147a2e>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type ErrorCode = "ALREADY_DONE" | "ALREADY_EXISTS" | "BAD_CURSOR" | "BETA_ONLY" | "BUSY" | "FLAG_OFF" | "IDEMPOTENCY_KEY_REUSED" | "INTERNAL" | "INVALID" | "JUSTIFICATION_REQUIRED" | "LAST_OWNER" | "LIMIT_EXCEEDED" | "LINK_INVALID" | "MORE_THAN_HELD" | "NOT_FOUND" | "PASSWORD_REFUSED" | "PERMISSION_DENIED" | "PERSISTED_QUERY_NOT_FOUND" | "PLAN_REQUIRED" | "RATE_LIMITED" | "SEATS_EXHAUSTED" | "SIGN_IN_REQUIRED" | "STORAGE_FULL" | "TENANT_REQUIRED" | "WRONG_CREDENTIALS" | "WRONG_STATE" | "%future added value";
export type signOutMutation$variables = Record<PropertyKey, never>;
export type signOutMutation$data = {
  readonly signOut: {
    readonly signedOut: boolean;
    readonly userErrors: ReadonlyArray<{
      readonly code: ErrorCode;
      readonly message: string;
    }>;
  };
};
export type signOutMutation = {
  response: signOutMutation$data;
  variables: signOutMutation$variables;
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
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "UserError",
        "kind": "LinkedField",
        "name": "userErrors",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "code",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "message",
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
    "name": "signOutMutation",
    "selections": (v0/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "signOutMutation",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "7ecb0f806b4c7a89e2d350f7b69fa27d",
    "id": null,
    "metadata": {},
    "name": "signOutMutation",
    "operationKind": "mutation",
    "text": "mutation signOutMutation {\n  signOut {\n    signedOut\n    userErrors {\n      code\n      message\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "5e5aeaf0c6bf408d7317c23ce651b4a6";

export default node;
