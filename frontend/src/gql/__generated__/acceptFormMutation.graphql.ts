/**
 * @generated SignedSource<<46d60503cdd562f875a99d91929bc0e8>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type ErrorCode = "ALREADY_DONE" | "ALREADY_EXISTS" | "BAD_CURSOR" | "BETA_ONLY" | "BUSY" | "FLAG_OFF" | "IDEMPOTENCY_KEY_REUSED" | "INTERNAL" | "INVALID" | "JUSTIFICATION_REQUIRED" | "LAST_OWNER" | "LIMIT_EXCEEDED" | "LINK_INVALID" | "MORE_THAN_HELD" | "NOT_FOUND" | "PASSWORD_REFUSED" | "PERMISSION_DENIED" | "PERSISTED_QUERY_NOT_FOUND" | "PLAN_REQUIRED" | "RATE_LIMITED" | "SEATS_EXHAUSTED" | "SIGN_IN_REQUIRED" | "STORAGE_FULL" | "TENANT_REQUIRED" | "WRONG_CREDENTIALS" | "WRONG_STATE" | "%future added value";
export type InviteAcceptInput = {
  name?: string | null | undefined;
  password?: string | null | undefined;
  token: string;
};
export type acceptFormMutation$variables = {
  input: InviteAcceptInput;
};
export type acceptFormMutation$data = {
  readonly inviteAccept: {
    readonly userErrors: ReadonlyArray<{
      readonly code: ErrorCode;
      readonly field: ReadonlyArray<string> | null | undefined;
      readonly message: string;
    }>;
    readonly viewer: {
      readonly tenant: {
        readonly slug: string;
      } | null | undefined;
    } | null | undefined;
  };
};
export type acceptFormMutation = {
  response: acceptFormMutation$data;
  variables: acceptFormMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "slug",
  "storageKey": null
},
v3 = {
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
      "name": "field",
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
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "acceptFormMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "SignInPayload",
        "kind": "LinkedField",
        "name": "inviteAccept",
        "plural": false,
        "selections": [
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
                "concreteType": "Tenant",
                "kind": "LinkedField",
                "name": "tenant",
                "plural": false,
                "selections": [
                  (v2/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "acceptFormMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "SignInPayload",
        "kind": "LinkedField",
        "name": "inviteAccept",
        "plural": false,
        "selections": [
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
                "concreteType": "Tenant",
                "kind": "LinkedField",
                "name": "tenant",
                "plural": false,
                "selections": [
                  (v2/*:: as any*/),
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
          },
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "76bed6fe0eae30c0ff6774db4dbbfaff",
    "id": null,
    "metadata": {},
    "name": "acceptFormMutation",
    "operationKind": "mutation",
    "text": "mutation acceptFormMutation(\n  $input: InviteAcceptInput!\n) {\n  inviteAccept(input: $input) {\n    viewer {\n      tenant {\n        slug\n        id\n      }\n    }\n    userErrors {\n      code\n      field\n      message\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "4459fe33d33091c91246a8c23b9466c5";

export default node;
