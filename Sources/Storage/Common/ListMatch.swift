import SQL

extension SQL {
    /// `IN` a list, for columns that an index begins with: PostgreSQL uses the index even while it knows nothing of how
    /// many rows there are, as it does when a table is filled for the first time.
    static func within<Value: SQLValueConvertible>(_ values: some Collection<Value>) -> SQL {
        "\(sqlite: "IN \(list: values)", postgres: "= ANY (ARRAY\(list: values))")"
    }

    /// The same for a query of one column.
    static func within(query: SQL) -> SQL {
        "\(sqlite: "IN (\(sql: query))", postgres: "= ANY (ARRAY(\(sql: query)))")"
    }
}
