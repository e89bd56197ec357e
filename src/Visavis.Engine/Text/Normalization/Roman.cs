namespace Visavis.Engine.Text.Normalization;

/// <summary>Roman numerals up to 39, which is what kings, popes, centuries and chapters need.</summary>
internal static class Roman
{
    /// <summary>Of at least two letters; one alone is mostly none.</summary>
    public const string Pattern = @"(?<![\p{L}\d])(?<roman>[IVX]{2,6})(?!\p{L})";

    private static readonly Dictionary<string, int> Values = Enumerable.Range(1, 39).ToDictionary(Write);

    /// <summary>Whether it can be a numeral and little else.</summary>
    public static bool IsNumeral(string word) => word.Length > 1 && Values.ContainsKey(word);

    /// <summary>0 if it is none.</summary>
    public static int Value(string numeral) => Values.GetValueOrDefault(numeral);

    private static string Write(int number) =>
        new string('X', number / 10) + new[] { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" }[number % 10];
}
