package import SQL

/// The schema of the PostgreSQL database, in the order of application; the names equal those of `SQLiteMigrations`.
package enum PostgresMigrations {
    /// One line per file in `Migrations/`; the build embeds each as bytes, its first digit written as an underscore.
    package static let all = [
        SQLMigration(name: "0001_accounts", bytes: PackageResources._001_accounts_sql),
        SQLMigration(name: "0002_catalogue", bytes: PackageResources._002_catalogue_sql),
        SQLMigration(name: "0003_index", bytes: PackageResources._003_index_sql),
        SQLMigration(name: "0004_library", bytes: PackageResources._004_library_sql),
        SQLMigration(name: "0005_jobs", bytes: PackageResources._005_jobs_sql),
        SQLMigration(name: "0006_uploads", bytes: PackageResources._006_uploads_sql),
        SQLMigration(name: "0007_enrichment", bytes: PackageResources._007_enrichment_sql),
        SQLMigration(name: "0008_sessions", bytes: PackageResources._008_sessions_sql),
        SQLMigration(name: "0009_media", bytes: PackageResources._009_media_sql),
        SQLMigration(name: "0010_activity", bytes: PackageResources._010_activity_sql),
        SQLMigration(name: "0011_devices", bytes: PackageResources._011_devices_sql),
        SQLMigration(name: "0012_opinions", bytes: PackageResources._012_opinions_sql),
        SQLMigration(name: "0013_schedules", bytes: PackageResources._013_schedules_sql),
        SQLMigration(name: "0014_settings", bytes: PackageResources._014_settings_sql),
        SQLMigration(name: "0015_media_server", bytes: PackageResources._015_media_server_sql),
        SQLMigration(name: "0016_trakt", bytes: PackageResources._016_trakt_sql),
        SQLMigration(name: "0017_scanned_titles", bytes: PackageResources._017_scanned_titles_sql),
        SQLMigration(name: "0018_recommendations", bytes: PackageResources._018_recommendations_sql),
        SQLMigration(name: "0019_imports", bytes: PackageResources._019_imports_sql),
        SQLMigration(name: "0020_archive", bytes: PackageResources._020_archive_sql),
        SQLMigration(name: "0021_plans", bytes: PackageResources._021_plans_sql),
        SQLMigration(name: "0022_job_results", bytes: PackageResources._022_job_results_sql),
        SQLMigration(name: "0023_clips", bytes: PackageResources._023_clips_sql),
        SQLMigration(name: "0024_plan_archives", bytes: PackageResources._024_plan_archives_sql),
        SQLMigration(name: "0025_merged_titles", bytes: PackageResources._025_merged_titles_sql),
        SQLMigration(name: "0026_accounts_area", bytes: PackageResources._026_accounts_area_sql),
    ]
}
