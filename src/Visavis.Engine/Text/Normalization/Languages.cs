namespace Visavis.Engine.Text.Normalization;

/// <summary>The languages with rules, by their code.</summary>
internal static class Languages
{
    public static IReadOnlyDictionary<string, Func<Language>> All { get; } = new Dictionary<string, Func<Language>>
    {
    };
}
