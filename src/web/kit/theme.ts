import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver } from '@mantine/core';
import { dark, fonts, light, space, type } from './tokens.ts';

const px = (size: number): string => `${size / 16}rem`;

/** Mantine set in our tokens: its components take colours, type and spacing from here, and no page sets its own. */
export const theme = createTheme({
  colors: {
    accent: shades(light.accent),
    ok: shades(light.ok),
    warn: shades(light.warn),
    bad: shades(light.bad),
    info: shades(light.info),
    gray: [
      light.canvas,
      light.subtle,
      light.subtle,
      light.border,
      light['control-border'],
      light.faint,
      light.faint,
      light.muted,
      light.muted,
      light.text,
    ],
    dark: [
      dark.text,
      dark.muted,
      dark.muted,
      dark.faint,
      dark['control-border'],
      dark.subtle,
      dark.bg,
      dark.bg,
      dark.canvas,
      dark.canvas,
    ],
  },
  primaryColor: 'accent',
  primaryShade: 6,
  white: light.bg,
  black: light.text,
  fontFamily: fonts.words,
  fontFamilyMonospace: fonts.ids,
  fontSizes: {
    xs: px(type.meta[0]),
    sm: px(type.dense[0]),
    md: px(type.body[0]),
    lg: px(type.portal[0]),
    xl: px(type.title[0]),
  },
  lineHeights: { xs: '1.333', sm: '1.54', md: '1.43', lg: '1.5', xl: '1.333' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  spacing: {
    xs: px(space.tight),
    sm: px(space.small),
    md: px(space.snug),
    lg: px(space.base),
    xl: px(space.wide),
  },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '6px', xl: '999px' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: {
    fontFamily: fonts.words,
    fontWeight: '600',
    textWrap: 'pretty',
    sizes: {
      h1: { fontSize: px(type.page[0]), lineHeight: px(type.page[1]) },
      h2: { fontSize: px(type.title[0]), lineHeight: px(type.title[1]) },
      h3: { fontSize: px(type.body[0]), lineHeight: px(type.body[1]) },
      h4: { fontSize: px(type.body[0]), lineHeight: px(type.body[1]) },
      h5: { fontSize: px(type.body[0]), lineHeight: px(type.body[1]) },
      h6: { fontSize: px(type.body[0]), lineHeight: px(type.body[1]) },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Modal: {
      defaultProps: {
        yOffset: '10dvh',
        padding: 'xl',
        radius: 'md',
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
  },
  // White words stand on accent in the light theme only, so the colour on a filled button is a token too.
  variantColorResolver: (input) => {
    const tone = input.color === 'bad' ? 'bad' : 'accent';
    const border = '1px solid transparent';
    if (input.variant === 'filled')
      return {
        background: `var(--${tone})`,
        hover: `var(--${tone}-hover)`,
        color: `var(--on-${tone})`,
        border,
      };
    if (input.variant === 'subtle' && input.color === 'gray')
      return { background: 'transparent', hover: 'var(--subtle)', color: 'var(--muted)', border };
    if (input.variant === 'subtle')
      return {
        background: 'transparent',
        hover: `var(--${tone}-soft)`,
        color: `var(--${tone})`,
        border,
      };
    if (input.variant === 'default')
      return {
        background: 'var(--bg)',
        hover: 'var(--subtle)',
        color: 'var(--text)',
        border: '1px solid var(--control-border)',
      };
    return defaultVariantColorsResolver(input);
  },
});

/** Our tokens as CSS variables (`--text`, `--accent-soft`), and what Mantine calls them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: Object.fromEntries(
    ['accent', 'ok', 'warn', 'bad', 'info'].flatMap((tone) => [
      [`--mantine-color-${tone}-text`, `var(--${tone})`],
    ]),
  ),
  light: { ...named(light), ...ours },
  dark: { ...named(dark), ...ours },
});

const named = (tokens: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tokens).map(([name, hex]) => [`--${name}`, hex]));

const tones = ['accent', 'ok', 'warn', 'bad', 'info'] as const;

const ours: Record<string, string> = {
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-success': 'var(--ok)',
  '--mantine-color-default': 'var(--bg)',
  '--mantine-color-default-hover': 'var(--subtle)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--border)',
  '--mantine-color-disabled': 'var(--subtle)',
  '--mantine-color-disabled-color': 'var(--faint)',
  '--mantine-color-disabled-border': 'var(--border)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  ...Object.fromEntries(
    tones.flatMap((tone) => [
      [`--mantine-color-${tone}-filled`, `var(--${tone})`],
      [`--mantine-color-${tone}-filled-hover`, `var(--${tone})`],
      [`--mantine-color-${tone}-light`, `var(--${tone}-soft)`],
      [`--mantine-color-${tone}-light-hover`, `var(--${tone}-soft)`],
      [`--mantine-color-${tone}-light-color`, `var(--${tone})`],
      [`--mantine-color-${tone}-outline`, `var(--${tone})`],
      [`--mantine-color-${tone}-outline-hover`, `var(--${tone}-soft)`],
    ]),
  ),
};

/** Mantine wants ten shades of a colour; ours have one for each theme, which the variables above carry. */
function shades(
  hex: string,
): readonly [string, string, string, string, string, string, string, string, string, string] {
  return [hex, hex, hex, hex, hex, hex, hex, hex, hex, hex];
}
