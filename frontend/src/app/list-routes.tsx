import { Page } from '~/ui/page';
export function GroupsRoute() { return <Page title="User groups">{null}</Page>; }
export function RolesRoute() { return <Page title="Roles">{null}</Page>; }
export function FlagsRoute() { return <Page title="Feature flags">{null}</Page>; }
export function JournalRoute() { return <Page title="Journal">{null}</Page>; }
