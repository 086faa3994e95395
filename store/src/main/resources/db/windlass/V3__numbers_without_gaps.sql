-- H2 takes 32 numbers at once and loses the rest of them with its process; people read these numbers.
alter sequence deployment_number cache 1;
