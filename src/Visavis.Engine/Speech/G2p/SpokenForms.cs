using System.Text.RegularExpressions;
using static Visavis.Engine.Speech.G2p.CharacterClasses;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Rewrites, before anything else, what the other rules are known to misread: money, dashes, "e.g.", "1½", "C#".</summary>
internal static partial class SpokenForms
{
    public static MappedText Rewrite(MappedText text)
    {
        text = text.Replace(MixedNumber(), match => $"{match.Groups[1].Value} and {WholeAndPart(match.Groups[2].Value)}");
        text = Money.Rewrite(text);
        text = text.Replace(TimeRange(), _ => " to ");
        text = text.Replace(PercentRange(), match => $"{match.Groups[1].Value} to {match.Groups[2].Value}");
        text = text.Replace(Minus(), match => $"{match.Groups[1].Value} minus {match.Groups[2].Value}");
        text = text.Replace(Score(), match => $"{match.Groups[1].Value} to {match.Groups[2].Value}");
        text = text.Replace(LeadingZero(), match => string.Join(' ', match.Value.ToCharArray()));
        text = text.Replace(FeetAndInches(), match => $"{match.Groups[1].Value} foot {match.Groups[2].Value}");
        text = text.Replace(Sharp(), match => $"{match.Groups[1].Value} sharp");
        text = text.Replace(DotNet(), match => match.Index > 0 && char.IsLetter(text.Text[match.Index - 1]) ? " dot net" : "dot net");
        text = text.Replace(ForExample(), match => match.Value[0] is 'e' or 'E' ? "for example" : "that is");
        text = text.Replace(OptionalPlural(), _ => "s");
        text = text.Replace(PlanNumber(), match =>
            $"{match.Groups[1].Value} oh {match.Groups[2].Value} {match.Groups[3].Value.ToUpperInvariant()}");
        text = text.Replace(Arrow(), _ => " to ");
        text = text.Replace(LeadingDash(), _ => "");
        return text.Replace(Dash(), _ => " — ");
    }

    private static string WholeAndPart(string part) => part switch
    {
        "½" or "1/2" => "a half",
        "¼" or "1/4" => "a quarter",
        "¾" or "3/4" => "three quarters",
        _ => part,
    };

    [GeneratedRegex(@"(?<![" + WordSet + @"./])(\d+)(?: ?(?=[½¼¾])|[ \-](?=\d/))([½¼¾]|1/2|1/4|3/4)(?![" + WordSet + "/])")]
    private static partial Regex MixedNumber();

    [GeneratedRegex(@"(?<=\d ?[aApP]\.?[mM]\.?) ?[\-–] ?(?=\d)")]
    private static partial Regex TimeRange();

    [GeneratedRegex(@"(?<![" + WordSet + @".\-])(\d{1,3}(?:\.\d+)?[%x]?)[\-–](\d{1,3}(?:\.\d+)?[%x])(?![" + WordSet + "])")]
    private static partial Regex PercentRange();

    [GeneratedRegex(@"(?<!from \d*)(?<![" + WordSet + @".\-])(\d{1,4}) - (\d{1,4})(?![" + WordSet + @"\-])")]
    private static partial Regex Minus();

    [GeneratedRegex(@"(?<![" + WordSet + @".:\-]|[A-Z][a-z]+ )(\d{1,2}):(\d)(?![" + WordSet + ":])")]
    private static partial Regex Score();

    [GeneratedRegex(@"(?<![" + WordSet + @".,:'/\-])0\d{2,}(?![" + WordSet + @":/\-]|[.,]\d)")]
    private static partial Regex LeadingZero();

    [GeneratedRegex(@"(?<![" + WordSet + @"])(\d)'(\d{1,2})(?![" + WordSet + "])\"?")]
    private static partial Regex FeetAndInches();

    [GeneratedRegex(NotAfterWord + "([A-G])#" + NotBeforeWord)]
    private static partial Regex Sharp();

    [GeneratedRegex(@"(?<![\d_.])\.NET" + NotBeforeWord)]
    private static partial Regex DotNet();

    [GeneratedRegex(NotAfterWord + @"(?:[eE]\.g\.|[iI]\.e\.)(?=[ ,:;)])")]
    private static partial Regex ForExample();

    /// <summary>"file(s)" is said "files".</summary>
    [GeneratedRegex(@"(?<=\p{Ll})\(s\)")]
    private static partial Regex OptionalPlural();

    /// <summary>"401(k)" is said "four oh one K".</summary>
    [GeneratedRegex(NotAfterWord + @"(\d)0(\d)\(([a-z])\)")]
    private static partial Regex PlanNumber();

    [GeneratedRegex("(?<=[^ ]) ?[=-]+> ?(?=[^ ])")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\A- (?=.)")]
    private static partial Regex LeadingDash();

    [GeneratedRegex(@"(?<=[^ ]) --? (?=[^ ])|(?<=" + Letter + ")--(?=" + Letter + ")")]
    private static partial Regex Dash();
}
