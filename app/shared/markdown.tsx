/**
 * A card's detail as the specification has it: GitHub Flavored Markdown. Whatever a service sends, only text
 * formatting and https links reach the page.
 */
import DOMPurify, { type Config } from 'dompurify';
import { marked } from 'marked';
import { useLayoutEffect, useRef } from 'preact/hooks';

const allowed: Config & { RETURN_DOM_FRAGMENT: true } = {
  ALLOWED_TAGS: ['p', 'br', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'hr'],
  ALLOWED_ATTR: ['href'],
  ALLOWED_URI_REGEXP: /^https:\/\//i,
  RETURN_DOM_FRAGMENT: true,
};

const rendered = (text: string): DocumentFragment => {
  const fragment = DOMPurify.sanitize(marked.parse(text, { async: false, gfm: true }), allowed);
  for (const link of fragment.querySelectorAll('a[href]')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  return fragment;
};

export const Markdown = ({ text }: { text: string }) => {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(rendered(text)), [text]);
  return <div class="markdown" ref={place} />;
};
