import { useEffect, useRef, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import css from './tabs.module.css';

export interface TabSpec<T extends string> {
  readonly id: T;
  readonly title: string;
  readonly count: number | null;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly TabSpec<T>[];
  readonly selected: T;
  readonly onSelect: (id: T) => void;
  readonly children: ReactNode;
}

const number = new Intl.NumberFormat('en');

export function Tabs<T extends string>({ label, tabs, selected, onSelect, children }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a narrow screen the list scrolls: what is chosen is in sight.
    list.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  const select = (key: unknown) => {
    const tab = tabs.find((each) => each.id === key);
    if (tab && tab.id !== selected) onSelect(tab.id);
  };
  return (
    <AriaTabs className={css.tabs ?? ''} selectedKey={selected} onSelectionChange={select} keyboardActivation="manual">
      <TabList ref={list} className={css.list ?? ''} aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={css.tab ?? ''}>
            {tab.title}
            {tab.count !== null && <span className={css.count}>{number.format(tab.count)}</span>}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={selected} className={css.panel ?? ''}>
        {children}
      </TabPanel>
    </AriaTabs>
  );
}
