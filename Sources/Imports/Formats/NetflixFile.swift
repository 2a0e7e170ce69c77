internal import Domain

/// What Netflix hands out: the list of titles with their days, or all playbacks of all profiles.
enum NetflixFile {
    static func isOne(_ header: CSVHeader) -> Bool { isPlaybacks(header) || isTitles(header) }

    /// Two columns, in the account's language.
    private static func isTitles(_ header: CSVHeader) -> Bool {
        header.names.filter { !$0.isEmpty }.count == 2 && header.column(titleNames) != nil
            && header.column(dateNames) != nil
    }

    private static func isPlaybacks(_ header: CSVHeader) -> Bool {
        header.has(["Profile Name", "Title"]) && header.column(startNames) != nil
    }

    private static let titleNames = ["Title", "Titel", "Titre", "Título", "Titolo", "Tytuł"]
    private static let dateNames = ["Date", "Datum", "Fecha", "Data", "Dato"]
    private static let startNames = ["Start Time", "Start Time (UTC)"]
    private static let durationNames = ["Duration", "Duration (H:MM:SS)"]

    /// Throws `profiles` when the tables hold several of them and none of them is chosen.
    static func read(_ tables: [CSVTable], _ options: HistoryFileOptions) throws(HistoryFileError) -> ReadHistory {
        let profile = try chosenProfile(of: tables, options)
        var tally = HistoryTally(options)
        for table in tables {
            if isPlaybacks(table.header) {
                readPlaybacks(table, of: profile, into: &tally)
            } else {
                readTitles(table, into: &tally)
            }
        }
        return tally.history(.netflix)
    }

    /// Nil when there is nothing to choose from.
    private static func chosenProfile(
        of tables: [CSVTable], _ options: HistoryFileOptions
    ) throws(HistoryFileError) -> String? {
        var profiles: [String] = []
        var known: Set<String> = []
        for table in tables {
            guard let column = table.header.column("Profile Name") else { continue }
            table.forEachRow { row in
                guard known.count < ImportsLimits.profilesMax else { return }
                let profile = row.text(column)
                if !profile.isEmpty, known.insert(profile).inserted { profiles.append(profile) }
            }
        }
        guard profiles.count > 1 else { return profiles.first }
        guard let chosen = options.netflixProfile, known.contains(chosen) else { throw .profiles(profiles) }
        return chosen
    }

    private static func readTitles(_ table: CSVTable, into tally: inout HistoryTally) {
        let (title, date) = (table.header.column(titleNames), table.header.column(dateNames))
        let dates = DateReading(table, columns: [date], forms: .shortYears)
        table.forEachRow { row in
            add(FilmCells.title(row.text(title)), watched: dates.date(row, date), into: &tally)
        }
    }

    /// Rows of other profiles are not counted: they are not this person's.
    private static func readPlaybacks(_ table: CSVTable, of profile: String?, into tally: inout HistoryTally) {
        let header = table.header
        let (name, title, start) = (header.column("Profile Name"), header.column("Title"), header.column(startNames))
        let (duration, attributes) = (header.column(durationNames), header.column("Attributes"))
        let supplement = header.column("Supplemental Video Type")
        let dates = DateReading(table, columns: [start], forms: .slashedTimes)
        table.forEachRow { row in
            if let profile, row.text(name) != profile { return }
            let isShort = seconds(row.text(duration)).map { $0 < ImportsLimits.viewingSecondsMin } ?? false
            guard row.isEmpty(supplement), !isShort, !startedByItself(row.text(attributes)) else {
                tally.addIgnored()
                return
            }
            add(FilmCells.title(row.text(title)), watched: dates.date(row, start), into: &tally)
        }
    }

    private static func add(_ title: String, watched: FileDate, into tally: inout HistoryTally) {
        if title.isEmpty {
            tally.addIgnored()
        } else if NetflixTitle.isEpisode(title) {
            tally.addOther()
        } else {
            var film = FilmRow(title: title)
            film.date = watched
            tally.addFilm(film)
        }
    }

    /// `Autoplayed: user action: None; ` in contrast to `Autoplayed: user action: User_Interaction; `.
    private static func startedByItself(_ attributes: String) -> Bool {
        guard let range = attributes.firstRange(of: "Autoplayed: user action:") else {
            return attributes.contains("Autoplayed")
        }
        let action = attributes[range.upperBound...].prefix { $0 != ";" }.lowercased()
        return ["", "none", "unspecified"].contains(action.filter { !$0.isWhitespace })
    }

    /// `h:mm:ss`; nil for anything else.
    private static func seconds(_ duration: String) -> Int? {
        let parts = duration.split(separator: ":").map { Int($0) }
        guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2] else { return nil }
        guard (0...9999).contains(hours), (0...59).contains(minutes), (0...59).contains(seconds) else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }
}
