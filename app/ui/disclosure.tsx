import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs, Link as AriaLink } from 'react-aria-components';
import { Icon } from './icon';

export interface TabItem {
  id: string;
  label: ReactNode;
  content: ReactNode;
}

/** A few views of one thing; arrows move between them. */
export function Tabs({ label, items, selected, defaultSelected, onChange }: { label: string; items: readonly TabItem[]; selected?: string; defaultSelected?: string; onChange?: (id: string) => void }) {
  return (
    <AriaTabs className="ph-tabs" selectedKey={selected} defaultSelectedKey={defaultSelected} onSelectionChange={(key) => onChange?.(String(key))}>
      <TabList className="ph-segment-list" aria-label={label}>
        {items.map((item) => <Tab key={item.id} id={item.id} className="ph-segment">{item.label}</Tab>)}
      </TabList>
      {items.map((item) => <TabPanel key={item.id} id={item.id} className="ph-tab-panel">{item.content}</TabPanel>)}
    </AriaTabs>
  );
}

/** The same look where each view has an address of its own. */
export function SegmentLinks({ label, items }: { label: string; items: readonly { href: string; label: ReactNode; isCurrent?: boolean }[] }) {
  return (
    <nav className="ph-segment-list" aria-label={label}>
      {items.map((item) => <AriaLink key={item.href} href={item.href} className="ph-segment" aria-current={item.isCurrent ? 'page' : undefined}>{item.label}</AriaLink>)}
    </nav>
  );
}

/** Something that opens in place; native, so it works before scripts run; on paper only what is open stands. */
export function Disclosure({ title, note, isOpen, children }: { title: ReactNode; note?: ReactNode; isOpen?: boolean; children: ReactNode }) {
  return (
    <details className="ph-disclosure" open={isOpen}>
      <summary className="ph-disclosure-head">
        <span className="ph-row-text">
          <span className="ph-row-title">{title}</span>
          {note ? <span className="ph-row-note">{note}</span> : null}
        </span>
        <Icon name="open" size="s" className="ph-disclosure-mark" />
      </summary>
      <div className="ph-disclosure-body">{children}</div>
    </details>
  );
}

/** Several disclosures under each other with hairlines. */
export function DisclosureList({ children }: { children: ReactNode }) {
  return <div className="ph-disclosure-list">{children}</div>;
}
