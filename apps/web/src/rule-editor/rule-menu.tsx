import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowRight, IconCopy, IconDots, IconTrash } from '@tabler/icons-react'
import { groupWords } from '../lib/group-words.ts'
import type { RuleEdit } from './editor-state.ts'
import { type Rule, ruleGroups } from './rule-types.ts'

type Props = { rule: Rule; ruleKey: string; onEdit: (edit: RuleEdit) => void }

export function RuleMenu({ rule, ruleKey, onEdit }: Props) {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={`Actions of ${rule.label || 'this rule'}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size={14} />}
          onClick={() => onEdit({ type: 'duplicate', key: ruleKey })}
        >
          Duplicate
        </Menu.Item>
        {ruleGroups
          .filter((group) => group !== rule.group)
          .map((group) => (
            <Menu.Item
              key={group}
              leftSection={<IconArrowRight size={14} />}
              onClick={() => onEdit({ type: 'rule', key: ruleKey, rule: { ...rule, group } })}
            >
              Move to {groupWords[group].toLowerCase()}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={14} />}
          onClick={() => onEdit({ type: 'remove', key: ruleKey })}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
