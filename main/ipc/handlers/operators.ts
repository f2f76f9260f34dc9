import type { Output } from '../../../shared/ipc/contract.ts';
import { type Handlers, refusedTo } from '../dispatch.ts';
import type { Services } from '../services.ts';

/** What the screen that asks who it is needs, and the card of Ajustes. */
export const operatorHandlers = ({
  store,
  setup,
  session,
  staff,
  ownerProof,
  preferences,
  announce,
  health,
}: Services): Pick<
  Handlers,
  | 'session.state'
  | 'session.signIn'
  | 'session.recover'
  | 'session.lock'
  | 'session.changeSecret'
  | 'operators.list'
  | 'operators.add'
  | 'operators.change'
  | 'operators.resetSecret'
  | 'operators.setActive'
  | 'operators.setIdle'
> => {
  const state = (): Output<'session.state'> => {
    const signInOn = session.signInOn();
    const operator = session.operator();
    const active = store.operators.active();
    const company = setup.active();
    return {
      signInOn,
      operator: operator && { id: operator.id, name: operator.name, role: operator.role },
      lastId: session.lastId(),
      choices: signInOn
        ? active.flatMap((each) =>
            each.secretKind === null
              ? []
              : [
                  {
                    id: each.id,
                    name: each.name,
                    role: each.role,
                    kind: each.secretKind,
                    waitSeconds: session.waitSeconds(each),
                  },
                ],
          )
        : [],
      refused: operator ? refusedTo(operator.role, health.isDamaged()) : [],
      readOnly: health.isDamaged(),
      idleMinutes: preferences.idleMinutes(),
      recoverable: active.filter(({ role }) => role === 'encargado').length === 1 && ownerProof.available(),
      environment: company?.environment ?? null,
      companyName: company?.name ?? null,
      colorScheme: preferences.colorScheme(),
      density: preferences.density(),
    };
  };
  const list = (): Output<'operators.list'> => ({
    items: store.operators
      .all()
      .map(({ id, name, role, active, secretKind }) => ({ id, name, role, active, kind: secretKind })),
  });

  return {
    'session.state': state,
    'session.signIn': async ({ id, secret }) => {
      await session.signIn(id, secret);
      return state();
    },
    'session.recover': async ({ passphrase, ...fresh }) => {
      await session.recover(passphrase, fresh);
      return state();
    },
    'session.lock': () => {
      session.lock('asked');
      return state();
    },
    'session.changeSecret': async ({ current, ...fresh }) => {
      await session.changeSecret(current, fresh);
      return {};
    },
    'operators.list': list,
    'operators.add': async ({ own, ...operator }, caller) => {
      await staff.add(operator, own, caller);
      return list();
    },
    'operators.change': ({ id, name, role }, caller) => {
      staff.change(id, name, role, caller);
      return list();
    },
    'operators.resetSecret': async ({ id, ...fresh }, caller) => {
      await staff.resetSecret(id, fresh, caller);
      return list();
    },
    'operators.setActive': async ({ id, active, own }, caller) => {
      await staff.setActive(id, active, own, caller);
      return list();
    },
    'operators.setIdle': ({ minutes }, { name }) => {
      preferences.setIdleMinutes(minutes);
      store.audit.add({ actor: name, action: 'settings.changed', params: { part: 'idle' } });
      announce(['session']);
      return state();
    },
  };
};
