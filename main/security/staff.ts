import { appError } from '../../shared/domain/errors.ts';
import type { Role } from '../../shared/domain/states.ts';
import type { Clock } from '../domain/clock.ts';
import type { Store } from '../store/open.ts';
import type { OperatorRecord } from '../store/records.ts';
import type { ScryptCost } from './passphrase.ts';
import { hashSecret } from './secret-hash.ts';
import { checkedSecret, type NewSecret, type Session } from './session.ts';

/** Who asks: an encargado, as the IPC layer has checked. */
export interface Asking {
  readonly id: number;
  readonly name: string;
}

/** Who works here, and how that changes. There is always at least one active encargado. */
export interface Staff {
  /** @throws AppError own_secret_needed, operator_name_taken, secret_too_… */
  add(
    operator: { readonly name: string; readonly role: Role } & NewSecret,
    own: ({ readonly name: string } & NewSecret) | null,
    asking: Asking,
  ): Promise<void>;
  /** @throws AppError not_found, operator_name_taken, last_manager */
  change(id: number, name: string, role: Role, asking: Asking): void;
  /** @throws AppError not_found, secret_too_… */
  resetSecret(id: number, fresh: NewSecret, asking: Asking): Promise<void>;
  /** @throws AppError not_found, not_yourself, last_manager, own_secret_needed */
  setActive(id: number, active: boolean, own: NewSecret | null, asking: Asking): Promise<void>;
}

export interface StaffOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly session: Session;
  readonly changed: () => void;
  readonly scrypt?: ScryptCost | undefined;
}

export const createStaff = ({ store, clock, session, changed, scrypt }: StaffOptions): Staff => {
  const { operators, audit } = store;
  const known = (id: number): OperatorRecord => {
    const who = operators.get(id);
    if (!who) throw appError('not_found');
    return who;
  };
  /** @throws AppError last_manager unless another encargado stays */
  const keepManager = (without: OperatorRecord): void => {
    const others = operators.active().filter(({ id, role }) => id !== without.id && role === 'encargado');
    if (without.active && without.role === 'encargado' && others.length === 0) throw appError('last_manager');
  };
  const hash = ({ secret }: NewSecret): Promise<string> => hashSecret(secret, scrypt);

  /** Whoever is alone and has no secret gets one before there are two, in the same transaction. */
  const ownSecret = async (
    own: NewSecret | null,
  ): Promise<{ readonly id: number; readonly kind: NewSecret['kind']; readonly json: string } | null> => {
    const alone = operators.active().find((each) => each.secretJson === null);
    if (!alone) return null;
    if (!own) throw appError('own_secret_needed');
    const { kind } = checkedSecret(own);
    return { id: alone.id, kind, json: await hash(own) };
  };

  const opened = (wasOn: boolean, asking: Asking): void => {
    if (wasOn || !session.signInOn()) return;
    audit.add({ actor: operators.get(asking.id)?.name ?? asking.name, action: 'session.on' });
    session.stay(asking.id);
  };

  return {
    add: ({ name, role, ...fresh }, own, asking) =>
      session.inLane(async () => {
        checkedSecret(fresh);
        const wasOn = session.signInOn();
        const mine = await ownSecret(own);
        const secretJson = await hash(fresh);
        store.transaction(() => {
          if (mine && own) {
            const me = known(mine.id);
            operators.change(me.id, own.name, me.role);
            operators.setSecret(me.id, mine.kind, mine.json);
            if (own.name !== me.name)
              audit.add({
                actor: own.name,
                action: 'operator.changed',
                params: { name: own.name, before: me.name },
              });
          }
          operators.add({ name, role, secretKind: fresh.kind, secretJson, createdAt: clock.now() });
          const actor = operators.get(asking.id)?.name ?? asking.name;
          audit.add({ actor, action: 'operator.added', params: { name, role } });
          opened(wasOn, asking);
        });
        changed();
      }),

    change: (id, name, role, asking) => {
      const before = known(id);
      if (before.name === name && before.role === role) return;
      if (role !== 'encargado') keepManager(before);
      store.transaction(() => {
        operators.change(id, name, role);
        audit.add({
          actor: operators.get(asking.id)?.name ?? asking.name,
          action: 'operator.changed',
          params: {
            name,
            ...(before.name === name ? {} : { before: before.name }),
            ...(before.role === role ? {} : { role }),
          },
        });
      });
      changed();
    },

    resetSecret: (id, fresh, asking) =>
      session.inLane(async () => {
        const who = known(id);
        checkedSecret(fresh);
        // A shop of one has no secret to forget.
        if (!session.signInOn()) throw appError('not_found');
        const json = await hash(fresh);
        store.transaction(() => {
          operators.setSecret(id, fresh.kind, json);
          audit.add({ actor: asking.name, action: 'operator.secret_reset', params: { name: who.name } });
        });
        changed();
      }),

    setActive: (id, active, own, asking) =>
      session.inLane(async () => {
        const who = known(id);
        if (who.active === active) return;
        const params = { name: who.name };
        if (!active) {
          if (id === asking.id) throw appError('not_yourself');
          keepManager(who);
          store.transaction(() => {
            operators.setActive(id, false);
            audit.add({ actor: asking.name, action: 'operator.deactivated', params });
            const [alone, ...others] = operators.active();
            if (!alone || others.length > 0) return;
            // Who is not asked for it forgets it: when there are two again, a new one is chosen.
            operators.dropSecret(alone.id);
            audit.add({ actor: asking.name, action: 'session.off' });
          });
        } else {
          const wasOn = session.signInOn();
          const mine = await ownSecret(own);
          store.transaction(() => {
            if (mine) operators.setSecret(mine.id, mine.kind, mine.json);
            operators.setActive(id, true);
            audit.add({ actor: asking.name, action: 'operator.reactivated', params });
            opened(wasOn, asking);
          });
        }
        changed();
      }),
  };
};
