import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Light, dark, or as the device has it; kept on the device. */
export function ThemeSwitch(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { Glyph } = schemes[colorScheme];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={32} aria-label={`Theme: ${schemes[colorScheme].label}`}>
          <Glyph size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {order.map((scheme) => {
          const { label, Glyph } = schemes[scheme];
          return (
            <Menu.Item
              key={scheme}
              leftSection={<Glyph size={16} aria-hidden />}
              rightSection={scheme === colorScheme ? <IconCheck size={14} aria-label="chosen" /> : null}
              onClick={() => setColorScheme(scheme)}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

const order: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];
const schemes = {
  auto: { label: 'As the device', Glyph: IconDeviceDesktop },
  light: { label: 'Light', Glyph: IconSun },
  dark: { label: 'Dark', Glyph: IconMoon },
} as const;
