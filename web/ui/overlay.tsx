import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

/** The one kind of layer that floats above the page: it keeps the focus, Esc leaves it, and the focus goes back. */
export function Overlay({ opened, onClose, label, children, width = 640 }: { opened: boolean; onClose: () => void; label: string; children: ReactNode; width?: number }) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={width} lockScroll={false} transitionProps={{ duration: 0 }} yOffset={0} xOffset={0} radius={10} classNames={{ overlay: 'overlay-dim', inner: 'overlay-inner', content: 'overlay-panel' }}>
      <Modal.Overlay backgroundOpacity={0} />
      <Modal.Content aria-label={label}>
        <Modal.Body p={0}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
