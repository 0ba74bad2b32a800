import type { ReactNode } from 'react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  Popover,
  Separator,
  type MenuItemProps,
  type MenuProps,
  type MenuSectionProps,
  type Placement,
} from 'react-aria-components';
import { Icon, type IconName } from './icon';
import css from './menu.module.css';

interface PopupMenuProps extends Omit<MenuProps<object>, 'className' | 'children'> {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly placement?: Placement;
  readonly onOpenChange?: (open: boolean) => void;
  readonly children: ReactNode;
}

export function PopupMenu({
  trigger,
  label,
  placement = 'bottom end',
  onOpenChange,
  children,
  ...props
}: PopupMenuProps) {
  return (
    <MenuTrigger onOpenChange={onOpenChange}>
      {trigger}
      <Popover className={css.popover ?? ''} placement={placement} offset={5}>
        <AriaMenu {...props} className={css.menu ?? ''} aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

interface ItemProps extends Omit<MenuItemProps, 'className' | 'children'> {
  readonly icon?: IconName;
  readonly tone?: 'bad';
  readonly children: ReactNode;
  readonly text: string;
}

export function MenuItem({ icon, tone, children, text, ...props }: ItemProps) {
  return (
    <AriaMenuItem {...props} textValue={text} className={css.item ?? ''} data-tone={tone}>
      {({ selectionMode, isSelected }) => (
        <>
          {icon && <Icon name={icon} size={15} />}
          <span className={css.itemText}>{children}</span>
          {selectionMode !== 'none' && (
            <span className={css.tick}>{isSelected && <Icon name="check" size={14} />}</span>
          )}
        </>
      )}
    </AriaMenuItem>
  );
}

interface SectionProps extends Omit<MenuSectionProps<object>, 'className' | 'children'> {
  readonly title: ReactNode;
  readonly children: ReactNode;
}

export function MenuSection({ title, children, ...props }: SectionProps) {
  return (
    <AriaMenuSection {...props}>
      <Header className={css.header ?? ''}>{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function MenuSeparator() {
  return <Separator className={css.separator ?? ''} />;
}
