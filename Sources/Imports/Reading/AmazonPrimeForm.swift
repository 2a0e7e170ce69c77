/// Which of Amazon Prime Video's tables one is, with its columns.
enum AmazonPrimeForm {
    case exporter(AmazonExporterColumns)
    case playbacks(AmazonPlaybackColumns)
    case playbackHours(AmazonHourColumns)

    /// Nil for other tables.
    init?(_ header: CSVHeader) {
        if let columns = AmazonExporterColumns(header) {
            self = .exporter(columns)
        } else if let columns = AmazonPlaybackColumns(header) {
            self = .playbacks(columns)
        } else if let columns = AmazonHourColumns(header) {
            self = .playbackHours(columns)
        } else {
            return nil
        }
    }
}

/// What the script writes, in the language of the page that it ran on.
struct AmazonExporterColumns {
    let title: Int
    let type: Int
    let date: Int?
    let image: Int?
    let globalID: Int?

    init?(_ header: CSVHeader) {
        guard let title = header.column(Self.titles), let type = header.column(Self.types) else { return nil }
        (self.title, self.type) = (title, type)
        date = header.column(Self.dates)
        image = header.column("Image URL")
        globalID = header.column("Global Title Identifier")
    }

    private static let titles = ["Title", "Titel", "Título", "Titre", "Titolo", "タイトル", "標題", "标题"]
    private static let types = ["Type", "Typ", "Tipo", "種類", "類型", "类型"]
    private static let dates = [
        "Date Watched", "Datum angesehen", "Fecha vista", "Fecha de visualización", "Date regardée", "Data assistida",
        "Data de visualização", "視聴日", "觀看日期", "观看日期",
    ]
}

/// Amazon's own table, with a row for each playback. Its columns of devices, places and networks are not read.
struct AmazonPlaybackColumns {
    let title: Int
    let start: Int
    let material: Int?
    private let deleted: Int?
    private let seconds: Int?

    init?(_ header: CSVHeader) {
        guard let title = header.column("Title"), let start = header.column("Playback Start Datetime (UTC)") else {
            return nil
        }
        (self.title, self.start) = (title, start)
        material = header.column("Material Type Description")
        deleted = header.column("Is Deleted")
        seconds = header.column("Seconds Viewed")
    }

    /// Whether the person took it out of the history, or saw too little of it.
    func isNoViewing(_ row: CSVRow) -> Bool {
        if row.text(deleted).lowercased() == "yes" { return true }
        guard let seconds = Double(row.text(seconds)) else { return false }
        return seconds < Double(ImportsLimits.amazonSessionSecondsMin)
    }
}

/// Amazon's own table of earlier years.
struct AmazonHourColumns {
    let title: Int
    let hour: Int
    let type: Int?

    init?(_ header: CSVHeader) {
        guard let title = header.column("Title"), let hour = header.column("Playback Hour") else { return nil }
        (self.title, self.hour) = (title, hour)
        type = header.column("Video Type")
    }
}
