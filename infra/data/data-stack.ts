/**
 * What outlives every release, and this stack too: keys, the audit table, the client registry, the archive.
 * Nothing here is deleted with the stack.
 */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionName } from '../build.ts';
import type { Stage } from '../settings.ts';
import { Alerts } from './alerts.ts';
import { ArchiveBucket } from './archive-bucket.ts';
import { Archiver, logOrigin } from './archiver.ts';
import { AuditDynamoTable } from './audit-table.ts';
import { TableBackups } from './backup.ts';
import { ClientTable } from './client-table.ts';
import { Keys } from './keys.ts';
import { LogTable } from './log-table.ts';
import { HumanRoles } from './roles.ts';

export interface DataStackProps extends StackProps {
  readonly stage: Stage;
  readonly codeOf: (name: FunctionName) => Code;
}

export class DataStack extends Stack {
  readonly keys: Keys;
  readonly auditTable: AuditDynamoTable;
  readonly clientTable: ClientTable;
  readonly logTable: LogTable;
  readonly archive: ArchiveBucket;
  readonly archiver: Archiver;
  readonly alerts: Alerts;
  readonly people: HumanRoles;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { stage, codeOf } = props;
    this.keys = new Keys(this, 'Keys', { stage });
    this.auditTable = new AuditDynamoTable(this, 'AuditTable', { stage, encryptionKey: this.keys.tables });
    this.clientTable = new ClientTable(this, 'ClientTable', { encryptionKey: this.keys.tables });
    this.logTable = new LogTable(this, 'LogTable', { stage, encryptionKey: this.keys.tables });
    this.archive = new ArchiveBucket(this, 'Archive', { stage, encryptionKey: this.keys.archive });
    this.archiver = new Archiver(this, 'Archiver', {
      stage,
      table: this.auditTable.table,
      registry: this.clientTable.table,
      logTable: this.logTable.table,
      bucket: this.archive.bucket,
      keys: this.keys,
      codeOf,
    });
    this.alerts = new Alerts(this, 'Alerts', { stage, encryptionKey: this.keys.operations });
    if (stage.backup !== undefined)
      new TableBackups(this, 'Backups', {
        stage,
        backup: stage.backup,
        tables: [this.auditTable.table, this.clientTable.table, this.logTable.table],
        keys: this.keys,
        topic: this.alerts.topic,
      });
    this.people = new HumanRoles(this, 'People', {
      stage,
      table: this.auditTable.table,
      registry: this.clientTable.table,
      bucket: this.archive.bucket,
      keys: this.keys,
    });
    this.tell();
  }

  private tell(): void {
    const { keys, people } = this;
    const auditEnvironment = {
      AUDIT_TABLE: this.auditTable.table.tableName,
      CLIENTS_TABLE: this.clientTable.table.tableName,
      PSEUDONYM_KEY_ARNS: keys.pseudonymKeyArns,
      SEAL_KEY_ARN: keys.seal.keyArn,
      SIGN_KEY_ARN: keys.signing.keyArn,
      LOG_KEY_ARN: keys.log.keyArn,
      LOG_ORIGIN: logOrigin(this.archive.bucket),
      CERTIFY_KEY_ARN: keys.certify.keyArn,
      ARCHIVE_BUCKET: this.archive.bucket.bucketName,
    };
    const assignments = Object.entries(auditEnvironment).map(([name, value]) => `${name}=${value}`);
    const outputs: Record<string, [value: string, description: string]> = {
      ClientsTableName: [auditEnvironment.CLIENTS_TABLE, 'CLIENTS_TABLE of npm run clients'],
      AuditEnvironment: [assignments.join(' '), 'export these before npm run audit, clients or policy'],
      AuditorRoleArn: [people.auditor.roleArn, 'Assume it, with a second factor, to read the audit log'],
      ReidentifierRoleArn: [people.reidentifier.roleArn, 'Assume it to open sealed references'],
      OperatorRoleArn: [
        people.operator.roleArn,
        'Assume it, with a second factor, for npm run clients and npm run policy',
      ],
      BreakGlassRoleArn: [people.breakGlass.roleArn, 'Assume it to change the audit log; raises an alarm'],
    };
    for (const [name, [value, description]] of Object.entries(outputs)) {
      new CfnOutput(this, name, { value, description });
    }
  }
}
