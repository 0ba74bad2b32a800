/**
 * @generated SignedSource<<7b778c8e062eb0c1c6794cd632b20532>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type OrderDirection = "ASC" | "DESC" | "%future added value";
export type UserOrderField = "CREATED" | "EMAIL" | "LAST_LOGIN" | "NAME" | "%future added value";
export type UserStatus = "ACTIVE" | "INACTIVE" | "%future added value";
export type UserType = "GUEST" | "MEMBER" | "SERVICE" | "%future added value";
export type UserFilter = {
  betaAccess?: boolean | null | undefined;
  groupIds?: ReadonlyArray<string> | null | undefined;
  includeDescendants?: boolean | null | undefined;
  lastLoginBefore?: string | null | undefined;
  neverLoggedIn?: boolean | null | undefined;
  roleIds?: ReadonlyArray<string> | null | undefined;
  search?: string | null | undefined;
  status?: ReadonlyArray<UserStatus> | null | undefined;
  type?: ReadonlyArray<UserType> | null | undefined;
};
export type UserOrder = {
  direction: OrderDirection;
  field: UserOrderField;
};
export type userRowsSubscription$variables = {
  after?: string | null | undefined;
  filter?: UserFilter | null | undefined;
  lists: ReadonlyArray<string>;
  mayGroups: boolean;
  mayRoles: boolean;
  orderBy?: UserOrder | null | undefined;
  tops: ReadonlyArray<string>;
};
export type userRowsSubscription$data = {
  readonly usersLive: {
    readonly added: ReadonlyArray<{
      readonly cursor: string;
      readonly node: {
        readonly id: string;
        readonly lastLoginAt: string | null | undefined;
        readonly name: string;
        readonly " $fragmentSpreads": FragmentRefs<"userRow_user">;
      };
    }>;
    readonly changed: ReadonlyArray<{
      readonly id: string;
      readonly " $fragmentSpreads": FragmentRefs<"userRow_user">;
    }>;
    readonly counts: {
      readonly active: number;
      readonly id: string;
      readonly inactive: number;
      readonly pendingInvites: number;
    };
    readonly cursor: string;
    readonly removed: ReadonlyArray<string>;
    readonly reset: boolean;
  } | null | undefined;
};
export type userRowsSubscription = {
  response: userRowsSubscription$data;
  variables: userRowsSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "after"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "filter"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "lists"
},
v3 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "mayGroups"
},
v4 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "mayRoles"
},
v5 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "orderBy"
},
v6 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "tops"
},
v7 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  },
  {
    "kind": "Variable",
    "name": "filter",
    "variableName": "filter"
  },
  {
    "kind": "Variable",
    "name": "orderBy",
    "variableName": "orderBy"
  }
],
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "cursor",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "reset",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v11 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v12 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "lastLoginAt",
  "storageKey": null
},
v13 = {
  "args": null,
  "kind": "FragmentSpread",
  "name": "userRow_user"
},
v14 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "removed",
  "storageKey": null
},
v15 = {
  "alias": null,
  "args": null,
  "concreteType": "UserCounts",
  "kind": "LinkedField",
  "name": "counts",
  "plural": false,
  "selections": [
    (v10/*:: as any*/),
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
},
v16 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "type",
  "storageKey": null
},
v17 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "status",
  "storageKey": null
},
v18 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "email",
  "storageKey": null
},
v19 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "uniqueId",
  "storageKey": null
},
v20 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "createdAt",
  "storageKey": null
},
v21 = [
  (v10/*:: as any*/),
  (v11/*:: as any*/)
],
v22 = {
  "condition": "mayGroups",
  "kind": "Condition",
  "passingValue": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Group",
      "kind": "LinkedField",
      "name": "groups",
      "plural": true,
      "selections": (v21/*:: as any*/),
      "storageKey": null
    }
  ]
},
v23 = {
  "condition": "mayRoles",
  "kind": "Condition",
  "passingValue": true,
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "AssignedRole",
      "kind": "LinkedField",
      "name": "roles",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Role",
          "kind": "LinkedField",
          "name": "role",
          "plural": false,
          "selections": (v21/*:: as any*/),
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ]
},
v24 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "availableActions",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/),
      (v3/*:: as any*/),
      (v4/*:: as any*/),
      (v5/*:: as any*/),
      (v6/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "userRowsSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v7/*:: as any*/),
        "concreteType": "UserListDelta",
        "kind": "LinkedField",
        "name": "usersLive",
        "plural": false,
        "selections": [
          (v8/*:: as any*/),
          (v9/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "UserEdge",
            "kind": "LinkedField",
            "name": "added",
            "plural": true,
            "selections": [
              (v8/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "User",
                "kind": "LinkedField",
                "name": "node",
                "plural": false,
                "selections": [
                  (v10/*:: as any*/),
                  (v11/*:: as any*/),
                  (v12/*:: as any*/),
                  (v13/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "User",
            "kind": "LinkedField",
            "name": "changed",
            "plural": true,
            "selections": [
              (v10/*:: as any*/),
              (v13/*:: as any*/)
            ],
            "storageKey": null
          },
          (v14/*:: as any*/),
          (v15/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v5/*:: as any*/),
      (v0/*:: as any*/),
      (v2/*:: as any*/),
      (v6/*:: as any*/),
      (v3/*:: as any*/),
      (v4/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "userRowsSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v7/*:: as any*/),
        "concreteType": "UserListDelta",
        "kind": "LinkedField",
        "name": "usersLive",
        "plural": false,
        "selections": [
          (v8/*:: as any*/),
          (v9/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "UserEdge",
            "kind": "LinkedField",
            "name": "added",
            "plural": true,
            "selections": [
              (v8/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "User",
                "kind": "LinkedField",
                "name": "node",
                "plural": false,
                "selections": [
                  (v10/*:: as any*/),
                  (v11/*:: as any*/),
                  (v12/*:: as any*/),
                  (v16/*:: as any*/),
                  (v17/*:: as any*/),
                  (v18/*:: as any*/),
                  (v19/*:: as any*/),
                  (v20/*:: as any*/),
                  (v22/*:: as any*/),
                  (v23/*:: as any*/),
                  (v24/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "filters": null,
            "handle": "prependEdge",
            "key": "",
            "kind": "LinkedHandle",
            "name": "added",
            "handleArgs": [
              {
                "kind": "Variable",
                "name": "connections",
                "variableName": "tops"
              }
            ]
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "User",
            "kind": "LinkedField",
            "name": "changed",
            "plural": true,
            "selections": [
              (v10/*:: as any*/),
              (v11/*:: as any*/),
              (v16/*:: as any*/),
              (v17/*:: as any*/),
              (v18/*:: as any*/),
              (v19/*:: as any*/),
              (v12/*:: as any*/),
              (v20/*:: as any*/),
              (v22/*:: as any*/),
              (v23/*:: as any*/),
              (v24/*:: as any*/)
            ],
            "storageKey": null
          },
          (v14/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "filters": null,
            "handle": "deleteEdge",
            "key": "",
            "kind": "ScalarHandle",
            "name": "removed",
            "handleArgs": [
              {
                "kind": "Variable",
                "name": "connections",
                "variableName": "lists"
              }
            ]
          },
          (v15/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "47616344400f3c217390cef7c51895af",
    "id": null,
    "metadata": {},
    "name": "userRowsSubscription",
    "operationKind": "subscription",
    "text": "subscription userRowsSubscription(\n  $filter: UserFilter\n  $orderBy: UserOrder\n  $after: String\n  $mayGroups: Boolean!\n  $mayRoles: Boolean!\n) {\n  usersLive(filter: $filter, orderBy: $orderBy, after: $after) {\n    cursor\n    reset\n    added {\n      cursor\n      node {\n        id\n        name\n        lastLoginAt\n        ...userRow_user\n      }\n    }\n    changed {\n      id\n      ...userRow_user\n    }\n    removed\n    counts {\n      id\n      active\n      inactive\n      pendingInvites\n    }\n  }\n}\n\nfragment userMenu_user on User {\n  id\n  name\n  email\n  uniqueId\n  availableActions\n}\n\nfragment userRow_user on User {\n  id\n  name\n  type\n  status\n  email\n  uniqueId\n  lastLoginAt\n  createdAt\n  groups @include(if: $mayGroups) {\n    id\n    name\n  }\n  roles @include(if: $mayRoles) {\n    role {\n      id\n      name\n    }\n  }\n  ...userMenu_user\n}\n"
  }
};
})();

(node as any).hash = "c6d16a90e8c2a020d9f95688f9fe8931";

export default node;
