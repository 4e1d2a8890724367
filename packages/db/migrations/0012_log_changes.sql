CREATE TABLE "audit_log" (
	"organization_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"what" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"actor" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_role" text NOT NULL,
	"request_id" text NOT NULL,
	CONSTRAINT "audit_log_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "audit_log_action_check" CHECK ("audit_log"."action" in ('change', 'role', 'token', 'export')),
	CONSTRAINT "audit_log_actor_kind_check" CHECK ("audit_log"."actor_kind" in ('token', 'session')),
	CONSTRAINT "audit_log_actor_role_check" CHECK ("audit_log"."actor_role" in ('admin', 'manager', 'champion', 'member'))
);
--> statement-breakpoint
SELECT uplift_protect_tenant_table('audit_log');
