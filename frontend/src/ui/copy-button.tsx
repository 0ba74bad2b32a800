import { useState } from 'react';
import { copyText } from '~/lib/copy';
import { Button } from './button';
import { Icon } from './icon';

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (!(await copyText(text))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <Button variant="icon" size="sm" hint={copied ? 'Copied' : label} onPress={() => void copy()}>
      <Icon name={copied ? 'check' : 'copy'} size={13} />
    </Button>
  );
}
