namespace Visavis.Engine.Text.Normalization;

/// <summary>A thing that is counted.</summary>
/// <param name="One">With its numeral: "ein Euro".</param>
/// <param name="Many">Behind any other number: "Euro".</param>
/// <param name="Few">Behind 2 to 4 in Slavic languages.</param>
internal sealed record Noun(string One, string Many, string? Few = null)
{
    /// <summary>Whether numerals in front of it take their feminine form.</summary>
    public bool IsFeminine { get; init; }
}

/// <summary>A currency.</summary>
/// <param name="Unit">"ein Euro", "Euro".</param>
/// <param name="Cents">What its hundredths are called.</param>
internal sealed record Coin(Noun Unit, Noun Cents);

/// <summary>
/// What a language needs to have read out what espeak-ng and the voices behind it read wrong. Whole numbers and decimals stay digits:
/// espeak-ng says them right in all of these languages.
/// </summary>
internal sealed record Language
{
    public required string Code { get; init; }

    /// <summary>What stands before the decimals.</summary>
    public char DecimalMark { get; init; } = ',';

    /// <summary>Between two numbers that are the ends of a range: "bis".</summary>
    public required string To { get; init; }

    public required string Minus { get; init; }

    public required string Percent { get; init; }

    /// <summary>". @ / - _" inside addresses.</summary>
    public required AddressWords Address { get; init; }

    /// <summary>January first, as it stands in a date.</summary>
    public required string[] Months { get; init; }

    /// <summary>A date in words: day, month's name, year or empty, and the word in front, which may ask for a case.</summary>
    public required Func<int, string, string, string, string> Date { get; init; }

    /// <summary>A time of day in words; the minutes may be 0.</summary>
    public required Func<int, int, string> Time { get; init; }

    /// <summary>What may stand behind a time and is said with it, as a pattern: " ?Uhr".</summary>
    public string TimeTail { get; init; } = "";

    /// <summary>What stands between hours and minutes.</summary>
    public string TimeMarks { get; init; } = ":";

    /// <summary>Between units and hundredths of money: "12 euros con 50".</summary>
    public string CentsJoint { get; init; } = " ";

    public required IReadOnlyDictionary<string, Coin> Money { get; init; }

    /// <summary>"Mio." and the like: as written, and said for one and for many; the last part joins a currency: "de ".</summary>
    public IReadOnlyDictionary<string, (string One, string Many, string Of)> Scales { get; init; } = new Dictionary<string, (string, string, string)>();

    public required IReadOnlyDictionary<string, Noun> Units { get; init; }

    /// <summary>"2" in front of feminine nouns, where it differs.</summary>
    public IReadOnlyDictionary<string, string> FeminineNumerals { get; init; } = new Dictionary<string, string>();

    /// <summary>1/2 alone, and behind a whole number: "2 y medio".</summary>
    public required (string Alone, string Behind) Half { get; init; }

    /// <summary>Thirds to tenths.</summary>
    public required Noun[] Fractions { get; init; }

    /// <summary>As written (spaces optional where one stands), and said.</summary>
    public required IReadOnlyDictionary<string, string> Abbreviations { get; init; }

    /// <summary>Capitals that are said as a word although they are short.</summary>
    public IReadOnlySet<string> SaidAcronyms { get; init; } = new HashSet<string>();

    /// <summary>Longer capitals that are spelled although they could be said.</summary>
    public IReadOnlySet<string> SpelledAcronyms { get; init; } = new HashSet<string>();

    /// <summary>What only this language has, ordinals above all; runs before numbers are looked at.</summary>
    public IReadOnlyList<Rewriting> Own { get; init; } = [];

    public bool IsSlavic { get; init; }

    /// <summary>Numbers are grouped with spaces between digits.</summary>
    public string Count(string number, Noun noun)
    {
        if (number == "1")
        {
            return noun.One;
        }
        var spoken = noun.IsFeminine && FeminineNumerals.TryGetValue(number, out var feminine) ? feminine : number;
        return $"{spoken} {(noun.Few is { } few && IsFew(number) ? few : noun.Many)}";
    }

    /// <summary>Decimals take the form of 2 to 4 in Slavic languages too: "2,5 килограмма".</summary>
    private static bool IsFew(string number) => number.Contains(',', StringComparison.Ordinal)
        || (number[^1] is >= '2' and <= '4' && (number.Length < 2 || number[^2] != '1'));
}

/// <summary>How signs inside addresses are said.</summary>
internal sealed record AddressWords(string Dot, string At, string Slash, string Dash, string Underscore);
