import { roleProvider } from './role-provider.js';
import { serviceLinkedRoleProvider } from './service-linked-role-provider.js';
import type { ResourceProvider } from '../../kernel/contract.js';

export const providers: readonly ResourceProvider[] = [roleProvider, serviceLinkedRoleProvider];
