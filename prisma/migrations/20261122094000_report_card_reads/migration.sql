-- Hot leads of a version, for those that were lost: few among many.
CREATE INDEX judged_outcomes_hot_idx ON judged_outcomes (scoring_model_id, lead_id) WHERE classification = 'hot';

-- The report card is also out of date when a lead is closed, or was lost after all.
CREATE TRIGGER lead_outcomes_told AFTER INSERT OR UPDATE OR DELETE ON lead_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_judged_outcomes();
