import { tagShapes } from './tags.js';
import type { Shape } from '../../kernel/contract.js';
import type { RoleRecord } from './state.js';

/** Policy documents travel percent-encoded (API reference: "URL-encoded compliant with RFC 3986"). */
export function encodedDocument(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A role as lists show it: without tags, boundary and last use, which only GetRole tells. */
export function listedRole(role: RoleRecord): Shape {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodedDocument(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
  };
}

export function roleShape(role: RoleRecord): Shape {
  const boundary = role.permissionsBoundary;
  const tags = tagShapes(role.tags);
  return {
    ...listedRole(role),
    ...(boundary === undefined
      ? {}
      : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary } }),
    ...(tags.length === 0 ? {} : { Tags: tags }),
    RoleLastUsed: {},
  };
}
