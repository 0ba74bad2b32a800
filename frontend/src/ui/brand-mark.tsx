import css from './brand-mark.module.css';

export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg className={css.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M10 25V9.5A2.5 2.5 0 0 1 12.5 7H17v18M17 7l5.2 1.7A1.2 1.2 0 0 1 23 9.8V25M8 25h16" />
      <circle cx="20" cy="16.5" r="1.4" />
    </svg>
  );
}
