import { Button, Center } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { texts } from '../../shared/texts/es-CL.ts';
import { Empty } from '../components/empty.tsx';

/** A screen that broke says so and offers to load again; sending goes on in main meanwhile. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const { title, text, reload } = texts.shell.crashed;
    return (
      <Center h="100%" component="main">
        <Empty
          icon={IconBolt}
          tone="bad"
          title={title}
          text={text}
          action={<Button onClick={() => window.location.reload()}>{reload}</Button>}
        />
      </Center>
    );
  }
}
