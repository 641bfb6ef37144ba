-- What people said, and what they may have to look at, is little among all that was read and all that rules said: it is found without
-- looking through that. Each condition stands word for word in the question that is asked so (since.py, corrections.py), beside +seq:
-- else the logs are gone through by number.

CREATE INDEX judgements_questioned ON judgements (left_mention, right_mention)
WHERE (verdict = 'unsure' OR judged_by NOT GLOB 'rules*' AND judged_by NOT GLOB 'model*');
CREATE INDEX entries_corrected ON entries (claim) WHERE origin = 'correction';
