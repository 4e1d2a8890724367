CREATE TABLE "team_corrections" (
	"organization_id" bigint NOT NULL,
	"team_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"said_on" date NOT NULL,
	"github_change" text,
	"github_on" date,
	CONSTRAINT "team_corrections_organization_id_team_id_person_id_pk" PRIMARY KEY("organization_id","team_id","person_id")
);
--> statement-breakpoint
SELECT uplift_protect_tenant_table('team_corrections');
