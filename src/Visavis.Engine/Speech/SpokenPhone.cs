namespace Visavis.Engine.Speech;

/// <summary>A phone and its place in a clip, in samples of its run.</summary>
/// <param name="Symbol">The phone.</param>
/// <param name="Stress">0 none, 1 primary, 2 secondary.</param>
/// <param name="Start">From the clip's start.</param>
/// <param name="End">From the clip's start.</param>
/// <param name="Unit">The unit of the text it belongs to.</param>
internal readonly record struct SpokenPhone(char Symbol, byte Stress, int Start, int End, int Unit)
{
    /// <summary>One phone for two halves in one unit ("o" and "ʊ").</summary>
    public static List<SpokenPhone> Join(List<SpokenPhone> halves)
    {
        var phones = new List<SpokenPhone>(halves.Count);
        foreach (var phone in halves)
        {
            var joined = phones.Count > 0 && phones[^1].Unit == phone.Unit && phone.Stress == 0 && phones[^1].End >= phone.Start
                ? Ipa.Join(phones[^1].Symbol, phone.Symbol)
                : null;
            if (joined is { } symbol)
            {
                phones[^1] = phones[^1] with { Symbol = symbol, End = phone.End };
            }
            else
            {
                phones.Add(phone);
            }
        }
        return phones;
    }
}
