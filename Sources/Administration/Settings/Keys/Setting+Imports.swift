// Files of what people watched elsewhere.
extension Setting {
    package static let importBytesMax = Setting(
        "import.max_upload_bytes", .int(1...268_435_456), "20971520", "Bytes of a file that is imported.")
    package static let importIdleMinutes = Setting(
        "import.session_idle_minutes", .int(1...525_600), "1440",
        "Minutes for which an import that nobody goes on with can be gone on with.")
    package static let importDaysMax = Setting(
        "import.session_max_days", .int(1...365), "7", "Days after its upload on which an import ends in any case.")

    static let imports = [importBytesMax, importIdleMinutes, importDaysMax]
}
