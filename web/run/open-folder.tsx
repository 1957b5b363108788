import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../app/icon.tsx'
import { droppedFiles, givenRunFiles, pickedFiles } from './given-run-files.ts'
import { openRun } from './run-store.ts'

/** A button that asks for a folder. */
export function OpenFolder({ label }: { readonly label: string }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        <Icon name="open" /> {label}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        // A folder, in all browsers under this old name.
        {...{ webkitdirectory: true }}
        onChange={({ currentTarget: { files } }) => {
          if (files !== null && files.length > 0) void openRun(() => givenRunFiles(pickedFiles(files)))
        }}
      />
    </>
  )
}

/** Opens a folder that is dropped anywhere on the page. @returns whether one is held over it */
export function useDroppedRun(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const ends = new AbortController()
    const { signal } = ends
    const hold = (event: DragEvent): void => {
      event.preventDefault()
      setOver(true)
    }
    const drop = (event: DragEvent): void => {
      event.preventDefault()
      setOver(false)
      const items = event.dataTransfer?.items
      if (items === undefined) return
      const files = droppedFiles(items)
      void openRun(async () => givenRunFiles(await files))
    }
    addEventListener('dragover', hold, { signal })
    addEventListener('dragleave', () => setOver(false), { signal })
    addEventListener('drop', drop, { signal })
    return () => ends.abort()
  }, [])
  return over
}
