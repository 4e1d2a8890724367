CREATE TABLE "github_visits" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"browser_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "github_visits_purpose_check" CHECK ("github_visits"."purpose" in ('create_app', 'sign_in'))
);
--> statement-breakpoint
CREATE TABLE "granted_roles" (
	"organization_id" bigint NOT NULL,
	"github_user_id" bigint NOT NULL,
	"login" text NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "granted_roles_organization_id_github_user_id_pk" PRIMARY KEY("organization_id","github_user_id"),
	CONSTRAINT "granted_roles_role_check" CHECK ("granted_roles"."role" in ('admin', 'manager', 'champion', 'member'))
);
--> statement-breakpoint
ALTER TABLE "access_tokens" ADD COLUMN "github_user_id" bigint;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD COLUMN "membership_checked_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "github_visits_expires_idx" ON "github_visits" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "access_tokens_github_user_idx" ON "access_tokens" USING btree ("github_user_id") WHERE "access_tokens"."github_user_id" is not null;--> statement-breakpoint
SELECT uplift_protect_tenant_table('granted_roles');
