package matrix

// acts says of each mutation what it takes beside what its guard declares; follows of each
// subscription what moves it.
var acts = map[string]string{"inviteSend": "", "inviteResend": "", "inviteCancel": "", "inviteAccept": "", "userDeactivate": "", "userReactivate": "", "signIn": "", "signOut": ""}
var follows = map[string]string{"usersLive": "", "userLastLogin": "", "invitesLive": "", "inviteStatus": "", "live": ""}
