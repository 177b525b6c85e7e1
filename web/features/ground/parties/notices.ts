import { send } from '../../../api/ask.ts'
import type { Id } from '../../../api/types.ts'

/** Read and understood. A notice that is gone already is as good as put away. */
export async function put_notice_away(notice: Id): Promise<void> {
  await send('DELETE', '/notices/{notice}', { params: { notice } }).catch(() => {})
}
