/**
 * Small conveniences of the server's pages; every page does its work without them.
 * - `data-live="1500"`: the region is fetched again every so many milliseconds.
 * - `data-copy`: a button that copies the text beside it.
 * - `data-once`: a form that is not sent twice by a second press.
 * - `data-keys`: a link that keys follow, by `KeyboardEvent.code`: a presenter's clicker sends PageDown.
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) sendOnce(form);
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) offerCopy(button);
followKeys();
keepLive();

function followKeys(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-keys]')];
  if (links.length === 0) return;
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const link = links.find((a) => a.getAttribute('data-keys')?.split(' ').includes(event.code));
    if (!link) return;
    event.preventDefault();
    location.assign(link.href);
  });
}

function sendOnce(form: HTMLFormElement): void {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // Coming back with the back button, the form may be sent again on purpose.
  addEventListener('pageshow', () => {
    sent = false;
  });
}

function offerCopy(button: HTMLButtonElement): void {
  const text = button.parentElement?.querySelector('[data-copy-text]')?.textContent;
  if (!text || !navigator.clipboard) return;
  button.hidden = false;
  const before = button.textContent;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text).then(
      () => {
        button.textContent = button.getAttribute('data-copied') ?? before;
      },
      () => getSelection()?.selectAllChildren(button.parentElement as HTMLElement),
    );
  });
}

/** Swaps the region for the newest one; follows when the server has moved on to another page. */
function keepLive(): void {
  const region = document.querySelector<HTMLElement>('[data-live]');
  const pause = Number(region?.getAttribute('data-live'));
  if (!region || !pause) return;
  const look = async (): Promise<void> => {
    try {
      const response = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (response.redirected) {
        location.replace(response.url);
        return;
      }
      if (response.ok) {
        const page = new DOMParser().parseFromString(await response.text(), 'text/html');
        const fresh = page.getElementById(region.id);
        if (!fresh) {
          location.reload();
          return;
        }
        region.replaceChildren(...fresh.childNodes);
        if (!fresh.hasAttribute('data-live')) return;
      }
    } catch {
      // No connection just now: the next look may have one.
    }
    setTimeout(() => void look(), pause);
  };
  setTimeout(() => void look(), pause);
}
