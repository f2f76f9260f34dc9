import type { Token, Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import styles from './help.module.css';

/**
 * Markdown as elements, token by token. HTML in it is shown as the text that it is, and a link leads nowhere outside: the manual
 * cannot bring anything into the window that the window has not itself.
 */
export const Markdown = ({ tokens }: { readonly tokens: readonly Token[] }) => (
  <>{tokens.map((token, index) => block(token, index))}</>
);

const block = (token: Token, key: number): ReactNode => {
  switch (token.type) {
    case 'paragraph':
      return <p key={key}>{inline((token as Tokens.Paragraph).tokens)}</p>;
    case 'text':
      return <Fragment key={key}>{inline((token as Tokens.Text).tokens ?? [token])}</Fragment>;
    case 'list':
      return list(token as Tokens.List, key);
    case 'table':
      return table(token as Tokens.Table, key);
    case 'code':
      return (
        <pre key={key}>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      );
    case 'blockquote':
      return (
        <blockquote key={key}>
          <Markdown tokens={(token as Tokens.Blockquote).tokens} />
        </blockquote>
      );
    case 'space':
    case 'hr':
    case 'def':
      return null;
    default:
      return <p key={key}>{token.raw}</p>;
  }
};

const list = ({ ordered, items }: Tokens.List, key: number): ReactNode => {
  const entries = items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the manual does not change while it is shown
    <li key={index}>
      <Markdown tokens={item.tokens} />
    </li>
  ));
  return ordered ? <ol key={key}>{entries}</ol> : <ul key={key}>{entries}</ul>;
};

const table = ({ header, rows }: Tokens.Table, key: number): ReactNode => (
  <div key={key} className={styles['wide']}>
    <table>
      <thead>
        <tr>
          {header.map((cell) => (
            <th key={cell.text} scope="col">
              {inline(cell.tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.map(({ text }) => text).join('|')}>
            {row.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
              <td key={index}>{inline(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const inline = (tokens: readonly Token[]): ReactNode =>
  tokens.map((token, key) => {
    switch (token.type) {
      case 'strong':
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        return <strong key={key}>{inline((token as Tokens.Strong).tokens)}</strong>;
      case 'em':
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        return <em key={key}>{inline((token as Tokens.Em).tokens)}</em>;
      case 'codespan':
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        return <code key={key}>{(token as Tokens.Codespan).text}</code>;
      case 'br':
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        return <br key={key} />;
      case 'link':
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        return <Fragment key={key}>{inline((token as Tokens.Link).tokens)}</Fragment>;
      case 'escape':
      case 'text':
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Fragment key={key}>
            {(token as Tokens.Text).tokens
              ? inline((token as Tokens.Text).tokens ?? [])
              : (token as Tokens.Text).text}
          </Fragment>
        );
      default:
        return token.raw;
    }
  });
